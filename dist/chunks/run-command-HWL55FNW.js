import{ha as a}from"./chunk-GZGOLWBH.js";import"./chunk-NF65REOP.js";import"./chunk-AUGLNL5B.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
