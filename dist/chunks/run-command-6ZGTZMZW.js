import{Ha as a}from"./chunk-XAN44TXD.js";import"./chunk-A5RHCWFE.js";import"./chunk-6JOULC3A.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
