import{a as t}from"./chunk-6DHFEWGX.js";var i=t((l,e)=>{e.exports=process.getBuiltinModule("util")});export{i as a};
