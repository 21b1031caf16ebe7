import{a}from"./chunk-JJSGLHGA.js";import"./chunk-OBESYFY2.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfMirror};
