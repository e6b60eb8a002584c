/** What was chosen, as a script has to know it. */
export interface Question {
  /** What a high value of each indicator means, in the order of the columns context1, context2 … */
  context: readonly ('harder' | 'easier')[];
  result: 'better' | 'worse';
  /** By hand, one for each indicator; null for the component. */
  weights: readonly number[] | null;
  missing: 'listwise' | 'mean' | 'available';
  cuts: { hardest: number; top: number; lowest: number };
  quantileType: number;
  /** In how many of the latest years a label is held. */
  hold: number;
}

/** What the columns of earlier years end in, the latest of them first. */
export const beforeSuffix = (years: number) => `_before${String(years)}`;

/**
 * A script that does the sum again in R, from schools.csv alone, and holds every step against what Reedbed found. It stops
 * where the two differ.
 */
export function repeatScript({ context, result, weights, missing, cuts, ...more }: Question): string {
  const harder = context.map((one) => (one === 'harder' ? 'TRUE' : 'FALSE')).join(', ');
  return `# Repeats a study of Reedbed: the index of circumstances, the outer parts, the two kinds and the means of the groups.
# Run in the folder of schools.csv and means.csv: Rscript repeat.R

# What a high value means, as it was chosen.
harder <- c(${harder})
better <- ${result === 'better' ? 'TRUE' : 'FALSE'}
# Weights of the indicators by hand; NULL for their first principal component.
weights <- ${weights === null ? 'NULL' : `c(${weights.join(', ')})`}
# What becomes of schools that lack an indicator: listwise, mean or available.
missing <- "${missing}"
# Shares of the hardest circumstances, and of the highest and the lowest results.
hardest <- ${String(cuts.hardest)}
highest <- ${String(cuts.top)}
lowest <- ${String(cuts.lowest)}
quantile_type <- ${String(more.quantileType)}
# In how many of the latest years, running, a label is held.
years_held <- ${String(more.hold)}
${steps}`;
}

const steps = `
schools <- read.csv("schools.csv", na.strings = "", stringsAsFactors = FALSE, encoding = "UTF-8",
  colClasses = c(group = "character"))
near <- function(ours, theirs) all(abs(ours - theirs) <= 1e-9 * (1 + abs(theirs)))

# Outer parts within each group; a school on a cut point is inside the outer part, and one that is in both outer parts
# counts as neither. The hair's breadth is for the rounding of sums.
in_outer <- function(values, group, high, share, opposite) {
  hair <- 1e-9 * (1 + max(abs(values)))
  at <- function(p) ave(values, group, FUN = function(v) quantile(v, p, type = quantile_type))
  if (high) values >= at(1 - share) - hair & !(values <= at(opposite) + hair)
  else values <= at(share) + hair & !(values >= at(1 - opposite) - hair)
}

# The answer of one year, whose columns end in \`year\`: index and type of every school, NA for those that take no part.
answer_of <- function(year) {
  x <- as.matrix(schools[, paste0("context", seq_along(harder), year), drop = FALSE])
  result <- schools[[paste0("result", year)]]

  # 1. Who takes part: schools with a result, a group, and all indicators; or at least half of them, if so chosen.
  placed <- !is.na(schools$group) & !is.na(result)
  gaps <- rowSums(is.na(x))
  lacking <- placed & gaps > 0 & 2 * gaps <= ncol(x) & missing != "listwise"
  if (missing == "mean") {
    for (j in seq_len(ncol(x))) {
      means <- ave(x[, j], schools$group, FUN = function(v) mean(v, na.rm = TRUE))
      fill <- lacking & is.na(x[, j])
      x[fill, j] <- means[fill]
    }
    lacking[] <- FALSE
  }
  complete <- placed & rowSums(is.na(x)) == 0
  part <- complete | lacking

  # 2. The index: one indicator as it is; or several, standardised over the complete schools, by weights or by their first
  # principal component, turned so that high is harder. Of a school that lacks one it is made of what it has.
  if (length(harder) == 1) {
    index <- x[, 1]
    high_is_harder <- harder
  } else {
    known <- x[complete, , drop = FALSE]
    z <- sweep(sweep(x, 2, colMeans(known)), 2, apply(known, 2, sd), "/")
    if (is.null(weights)) {
      loadings <- eigen(cor(known), symmetric = TRUE)$vectors[, 1]
      deciding <- which(abs(loadings) >= 1e-8)[1]
      if ((loadings[deciding] > 0) != harder[deciding]) loadings <- -loadings
      size <- loadings^2
    } else {
      loadings <- ifelse(harder, 1, -1) * weights / sum(weights)
      size <- abs(loadings)
    }
    index <- rowSums(sweep(z, 2, loadings, "*"), na.rm = TRUE)
    share <- as.vector((!is.na(z)) %*% size)
    index <- ifelse(complete, index, ifelse(share > 1e-12, index / share, 0))
    high_is_harder <- TRUE
  }
  index[!part] <- NA

  # 3. The two kinds, by the outer parts.
  group <- schools$group[part]
  hard <- in_outer(index[part], group, high_is_harder, hardest, hardest)
  top <- in_outer(result[part], group, better, highest, lowest)
  low <- in_outer(result[part], group, !better, lowest, highest)
  type <- rep(NA_character_, nrow(schools))
  type[part] <- ifelse(hard & top, "resilient", ifelse(hard & low, "struggling", "other"))
  list(part = part, index = index, type = type)
}

answer <- answer_of("")
part <- answer$part
stopifnot("Who takes part differs." = all(part == !is.na(schools$index)))
stopifnot("The index differs." = near(answer$index[part], schools$index[part]))

# 4. A label that must be held is kept where every one of the years gives the same.
type <- answer$type
for (before in seq_len(years_held - 1)) {
  then <- answer_of(paste0("_before", before))$type
  type <- ifelse(is.na(type), NA, ifelse(!is.na(then) & then == answer$type, type, "other"))
}
stopifnot("The kinds differ." = all(type[part] == schools$type[part]))

# 5. The means of the groups, over the schools that take part and have the value.
means <- read.csv("means.csv", na.strings = "", stringsAsFactors = FALSE, encoding = "UTF-8",
  colClasses = c(group = "character"))
columns <- c("index", paste0("context", seq_along(harder)), "result")
for (g in means$group) {
  ours <- colMeans(schools[part & schools$group == g, columns, drop = FALSE], na.rm = TRUE)
  theirs <- unlist(means[means$group == g, columns])
  told <- !is.na(theirs)
  stopifnot("The means differ." = near(ours[told], theirs[told]))
}

# 6. The order of drawing is not made here: it comes from the generator xoshiro128**, which R does not have.
drawn <- schools[part & !is.na(schools$drawn) & schools$drawn == "yes", ]
cat(sum(part), "schools take part,", sum(type == "resilient", na.rm = TRUE), "resilient,",
  sum(type == "struggling", na.rm = TRUE), "struggling.\\n")
cat("Index, kinds and means are those of Reedbed. Drawn, in their order:\\n")
print(drawn[order(drawn$group, drawn$order), c("group", "order", "school", "type", columns)], row.names = FALSE)
`;
