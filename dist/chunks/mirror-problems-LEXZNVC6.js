import{a}from"./chunk-A4IZRLMP.js";import"./chunk-AFDU2OJP.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfMirror};
