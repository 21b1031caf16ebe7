import{ha as a}from"./chunk-F2FP2E6D.js";import"./chunk-6LMQQN4O.js";import"./chunk-7CKNB6B2.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
