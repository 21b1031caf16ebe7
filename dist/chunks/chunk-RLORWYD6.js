import{a as e}from"./chunk-PJE5L4C6.js";import{a as m}from"./chunk-35TKIFTI.js";function i(r,t,o){return o.kind==="clear"?e(r,t,"clear"):{...e(r,t,"hashed"),...m(t,o.of)}}export{i as a};
