import{ub as a}from"./chunk-5ROMEVY3.js";import"./chunk-YZFGPHUG.js";import"./chunk-5YPHYAL4.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
