import{fb as a}from"./chunk-LO55STLK.js";import"./chunk-CLXDSBOV.js";import"./chunk-3MYBLU7D.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfStates};
