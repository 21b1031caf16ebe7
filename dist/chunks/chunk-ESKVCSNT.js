import{a as o}from"./chunk-6DHFEWGX.js";var r=o((s,e)=>{e.exports=process.getBuiltinModule("buffer")});export{r as a};
