import{a as m}from"./chunk-I66IKCUZ.js";import{b as e}from"./chunk-6DHFEWGX.js";var o=e(m(),1),r=()=>`${new Date().toISOString().slice(0,19)}Z`,s=t=>(0,o.randomBytes)(t);export{r as a,s as b};
