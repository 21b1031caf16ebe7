import{fb as a}from"./chunk-X5KMUFWM.js";import"./chunk-7XCRX2LS.js";import"./chunk-XAQ4SDT5.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as problemsOfStates};
