-- The positions that actors took themselves, from a table `claims` as `demarche claims` writes it (DuckDB, Spark, and others).
-- All sums are of whole numbers, so that neither the order of the rows nor how they are shared out can matter: a stance's value is
-- counted twice (`twice`: 2 for support … −2 against), and divided at the end.
WITH said AS (
  SELECT holder AS actor, via, topic, proposition_id, stance, strength, date, claim_id,
    CASE stance WHEN 'support' THEN 2 WHEN 'qualified' THEN 1 WHEN 'practice' THEN 1 WHEN 'reservation' THEN -1 WHEN 'oppose' THEN -2 ELSE 0 END AS twice,
    CASE stance WHEN 'support' THEN 0 WHEN 'qualified' THEN 1 WHEN 'practice' THEN 2 WHEN 'undecided' THEN 3 WHEN 'reservation' THEN 4 ELSE 5 END AS caution
  FROM claims
  -- What is merely reported, and an alignment, makes no position.
  WHERE via IN ('national', 'group') AND holder IS NOT NULL
),
by_stance AS (
  SELECT actor, via, proposition_id, stance, caution, sum(strength) AS weight, max(date) AS latest, max(strength) AS strongest,
    sum(twice * strength) AS signed, sum(abs(twice) * strength) AS sided, count(*) AS n_claims, min(date) AS first_date
  FROM said
  GROUP BY actor, via, proposition_id, stance, caution
),
ranked AS (
  -- The stance that carries the most strength; of equals the latest, then the more cautious. What an actor does decides only if it
  -- never said what it holds.
  SELECT *, row_number() OVER (
      PARTITION BY actor, via, proposition_id
      ORDER BY CASE stance WHEN 'practice' THEN 1 ELSE 0 END, weight DESC, latest DESC NULLS LAST, caution DESC
    ) AS place
  FROM by_stance
),
summed AS (
  SELECT actor, via, proposition_id, sum(signed) AS signed, sum(weight) AS weight, sum(sided) AS sided, sum(n_claims) AS n_claims,
    min(first_date) AS first_date, max(latest) AS last_date
  FROM by_stance
  GROUP BY actor, via, proposition_id
)
SELECT ranked.actor, ranked.via, ranked.proposition_id, ranked.stance, ranked.strongest AS strength,
  CAST(summed.signed AS DOUBLE) / (2 * summed.weight) AS score,
  CASE WHEN summed.sided > 0 THEN CAST(abs(summed.signed) AS DOUBLE) / summed.sided ELSE 1.0 END AS consistency,
  CAST(summed.n_claims AS BIGINT) AS n_claims, summed.first_date, summed.last_date
FROM ranked
JOIN summed ON summed.actor = ranked.actor AND summed.via = ranked.via AND summed.proposition_id = ranked.proposition_id
WHERE ranked.place = 1
