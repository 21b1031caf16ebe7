import{Ha as a}from"./chunk-LUYKSMIH.js";import"./chunk-CSIQO3PY.js";import"./chunk-2T2J5DB6.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
