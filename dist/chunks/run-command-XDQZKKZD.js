import{ha as a}from"./chunk-UK4RWMXV.js";import"./chunk-DTOW2KSS.js";import"./chunk-Z3MDRSJD.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
