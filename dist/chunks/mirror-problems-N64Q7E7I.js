import{a}from"./chunk-35VGFXRW.js";import"./chunk-L6N22GDR.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfMirror};
