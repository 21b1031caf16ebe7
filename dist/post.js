import{createRequire as bannerCreateRequire}from'node:module';const require=bannerCreateRequire(import.meta.url);
import{a as e}from"./chunks/chunk-5FROJAMX.js";import"./chunks/chunk-SZEHY7ZE.js";var o=process.env[`STATE_${e}`]??"";if(o!==""){let{freeLeftLocks:t}=await import("./chunks/free-left-locks-JWSNYDNA.js");await t(process.env,o)}
