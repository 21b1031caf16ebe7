import{c as s}from"./chunk-EPXOE4VI.js";var i=s((o,e)=>{e.exports=process.getBuiltinModule("timers/promises")});export{i as a};
