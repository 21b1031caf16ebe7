import{xa as a}from"./chunk-OAMVCD2R.js";import"./chunk-D7KZX23H.js";import"./chunk-RLWB2OM4.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
