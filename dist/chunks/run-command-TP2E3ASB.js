import{Ia as a}from"./chunk-2PTRL3EC.js";import"./chunk-EQJYSKOL.js";import"./chunk-PRENDLHB.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
