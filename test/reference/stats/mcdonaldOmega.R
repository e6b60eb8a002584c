# One-factor maximum likelihood solutions of the scales of bfi, by R's factanal.
# Rscript mcdonaldOmega.R FOLDER_WITH_DATA > mcdonaldOmega.json
d <- read.csv(gzfile(file.path(commandArgs(TRUE)[1], "bfi.csv.gz")))
number <- function(x) paste0("[", paste(sprintf("%.12g", x), collapse = ", "), "]")
out <- sapply(c("A", "C", "E", "N", "O"), function(s) {
  x <- na.omit(d[, paste0(s, 1:5)])
  f <- factanal(x, 1, control = list(opt = list(factr = 1, pgtol = 0, maxit = 10000)))
  sprintf('  "%s": { "n": %d, "loadings": %s, "uniquenesses": %s, "standardDeviations": %s, "discrepancy": %.10g }', s,
    nrow(x), number(f$loadings[, 1]), number(f$uniquenesses), number(apply(x, 2, sd)), f$criteria["objective"])
})
cat('{\n  "made by": "mcdonaldOmega.R with R ', as.character(getRversion()), '",\n', sep = "")
cat(paste(out, collapse = ",\n"), "\n}\n", sep = "")
