var o="locks";export{o as a};
