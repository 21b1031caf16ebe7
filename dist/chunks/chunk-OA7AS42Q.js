import{a as e}from"./chunk-Q3GIOHUO.js";import{a as m}from"./chunk-DBCAKLAH.js";function i(r,t,o){return o.kind==="clear"?e(r,t,"clear"):{...e(r,t,"hashed"),...m(t,o.of)}}export{i as a};
