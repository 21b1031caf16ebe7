import{a as e}from"./chunk-OKF6SHIJ.js";import{a as m}from"./chunk-SVMG4B33.js";function i(r,t,o){return o.kind==="clear"?e(r,t,"clear"):{...e(r,t,"hashed"),...m(t,o.of)}}export{i as a};
