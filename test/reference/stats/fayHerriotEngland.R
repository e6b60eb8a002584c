# Secondary schools of England 2018/19 as fayHerriot has them, in plain R: metafor, with its matrices of
# schools by schools, takes many minutes for as many. Rscript fayHerriotEngland.R FOLDER_WITH_DATA > fayHerriotEngland.json
read <- function(name) read.csv(gzfile(file.path(commandArgs(TRUE)[1], paste0(name, ".csv.gz"))), colClasses = "character", fileEncoding = "UTF-8-BOM")
k <- read("england_2019_ks4provisional"); k <- k[k$RECTYPE == "1", ]
census <- read("england_2019_census"); la <- read("england_la_region_codes"); names(la) <- gsub("[ .]", "", names(la))
region <- sub(" [A-D]$", "", la$REGIONNAME[match(k$LEA, la$LEA)])
region <- ifelse(grepl("^London", region), "London", ifelse(grepl("Yorkshire", region), "Yorkshire", region))
number <- function(x) suppressWarnings(as.numeric(x))
d <- data.frame(urn = k$URN, y = number(k$P8MEA), n = number(k$P8PUP), fsm = number(census$PNUMFSMEVER[match(k$URN, census$URN)]), region)
d <- d[complete.cases(d), ]; d$v <- 1.28^2 / d$n
X <- model.matrix(~ fsm + factor(region), d); number <- function(x) paste(sprintf("%.13g", x), collapse = ", ")
at <- function(t2) { w <- 1 / (t2 + d$v); A <- solve(crossprod(X, w * X)); b <- drop(A %*% crossprod(X, w * d$y)); list(w = w, A = A, b = b, r = drop(d$y - X %*% b)) }
score <- function(t2) with(at(t2), sum(w) - sum(diag(A %*% crossprod(X, w^2 * X))) - sum(w^2 * r^2))
t2 <- uniroot(score, c(0.01, 1), tol = 1e-15)$root; f <- at(t2); w <- f$w; B <- f$A %*% crossprod(X, w^2 * X)
error <- sqrt(2 / (sum(w^2) - 2 * sum(diag(f$A %*% crossprod(X, w^3 * X))) + sum(diag(B %*% B))))
u <- t2 * w * f$r; se <- sqrt(t2 * d$v * w + (t2 * w)^2 * rowSums((X %*% f$A) * X))
cat(sprintf('{\n  "made by": "fayHerriotEngland.R with R %s",\n  "schools": %d,\n  "between": [%s],\n  "fsm": [%s],\n  "urns": ["%s"],\n  "effects": [%s],\n  "errors": [%s],\n  "sumOfEffects": %s\n}\n',
  getRversion(), nrow(d), number(c(t2, error)), number(c(f$b[2], sqrt(f$A[2, 2]))), paste(d$urn[1:3], collapse = '", "'), number(u[1:3]), number(se[1:3]), number(sum(abs(u)))))
