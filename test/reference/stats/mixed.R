# Reference values for two-level models, from lme4 (its numbers, used as a black box).
# Rscript mixed.R FOLDER_WITH_DATA > mixed.json
suppressMessages(library(lme4))
folder <- commandArgs(TRUE)[1]
read <- function(name) read.csv(gzfile(file.path(folder, paste0(name, ".csv.gz"))))
tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-14, ftol_abs = 1e-14, xtol_rel = 0, ftol_rel = 0, maxeval = 5000))
number <- function(x) paste0("[", paste(sprintf("%.12g", x), collapse = ", "), "]")
describe <- function(name, formula, data, reml) {
  m <- suppressMessages(suppressWarnings(lmer(formula, data, REML = reml, control = tight)))
  r <- ranef(m, condVar = TRUE)[[1]]
  pv <- attr(r, "postVar")
  v <- as.data.frame(VarCorr(m))
  fields <- c(
    coefficients = number(fixef(m)), standardErrors = number(sqrt(diag(as.matrix(vcov(m))))),
    variances = number(v$vcov), deviance = number(if (reml) REMLcrit(m) else deviance(m)),
    groups = paste0("[", paste0('"', rownames(r)[1:3], '"', collapse = ", "), "]"),
    effects = number(r[1:3, 1]), conditionalErrors = number(sqrt(pv[1, 1, 1:3])))
  if (ncol(r) == 2) fields <- c(fields, slopes = number(r[1:3, 2]), slopeErrors = number(sqrt(pv[2, 2, 1:3])))
  sprintf('  "%s": {\n%s\n  }', name, paste(sprintf('    "%s": %s', names(fields), fields), collapse = ",\n"))
}
hsb <- read("hsb82"); exam <- read("exam_london"); bdf <- read("bdf_netherlands")
out <- c(
  describe("hsb empty REML", mAch ~ 1 + (1 | school), hsb, TRUE),
  describe("hsb empty ML", mAch ~ 1 + (1 | school), hsb, FALSE),
  describe("hsb slope REML", mAch ~ cses + meanses + (1 + cses | school), hsb, TRUE),
  describe("hsb slope ML", mAch ~ cses + meanses + (1 + cses | school), hsb, FALSE),
  describe("london ML", normexam ~ standLRT + (1 | school), exam, FALSE),
  describe("london REML", normexam ~ standLRT + (1 | school), exam, TRUE),
  describe("london slope ML", normexam ~ standLRT + (1 + standLRT | school), exam, FALSE),
  describe("bdf empty ML", langPOST ~ 1 + (1 | schoolNR), bdf, FALSE),
  describe("bdf slope REML", langPOST ~ IQ.ver.cen + ses + (1 + IQ.ver.cen | schoolNR), bdf, TRUE))
cat('{\n  "made by": "mixed.R with lme4', as.character(packageVersion("lme4")), '",\n', sep = " ")
cat(paste(out, collapse = ",\n"), "\n}\n", sep = "")
