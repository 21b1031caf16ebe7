import{a}from"./chunk-A4IZRLMP.js";import"./chunk-UOSVIH3N.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfMirror};
