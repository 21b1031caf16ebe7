import{c as s}from"./chunk-EPXOE4VI.js";var o=s((t,e)=>{e.exports=process.getBuiltinModule("fs")});export{o as a};
