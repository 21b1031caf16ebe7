import{jb as a}from"./chunk-ACI2ZXM7.js";import"./chunk-RMGJV5MN.js";import"./chunk-AFDU2OJP.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
