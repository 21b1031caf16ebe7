import{Oa as a}from"./chunk-QDJSESBF.js";import"./chunk-OID4265H.js";import"./chunk-SVBDLUFG.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
