import{tb as a}from"./chunk-S5PHT2FP.js";import"./chunk-HA4Q5EDU.js";import"./chunk-SA6MBYBC.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
