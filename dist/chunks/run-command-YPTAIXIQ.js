import{Ia as a}from"./chunk-YUHFBMBK.js";import"./chunk-5U7G6U6Q.js";import"./chunk-I2AJQLS5.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
