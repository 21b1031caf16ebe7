import{c as e}from"./chunk-EPXOE4VI.js";var o=e((i,s)=>{s.exports=process.getBuiltinModule("fs/promises")});export{o as a};
