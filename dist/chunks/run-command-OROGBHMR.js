import{wa as a}from"./chunk-T6SYAG2N.js";import"./chunk-DMSFCXCE.js";import"./chunk-QKLUEPDP.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
