-- The pairs of actors, from a table `positions` as positions.sql makes it and `links` as `Codebook.links()` gives it.
WITH own AS (
  -- A group that also speaks nationally counts with its national position. Paragraph 12 of one draft is not paragraph 12 of another.
  SELECT actor, proposition_id, stance
  FROM (
    SELECT actor, proposition_id, stance, row_number() OVER (
        PARTITION BY actor, proposition_id ORDER BY CASE via WHEN 'national' THEN 0 ELSE 1 END
      ) AS place
    FROM positions
    WHERE proposition_id NOT LIKE 'para.%'
  ) AS placed
  WHERE place = 1
),
met AS (
  SELECT a.actor AS state_a, b.actor AS state_b, a.proposition_id AS entry, 'shared' AS kind
  FROM own AS a
  JOIN own AS b ON a.proposition_id = b.proposition_id AND a.actor < b.actor
  UNION ALL
  -- Of two related propositions the entry is `x/y`: the first actor spoke of x, the second of y.
  SELECT least(a.actor, b.actor), greatest(a.actor, b.actor),
    CASE WHEN a.proposition_id = b.proposition_id THEN a.proposition_id
         WHEN a.actor < b.actor THEN concat(a.proposition_id, '/', b.proposition_id)
         ELSE concat(b.proposition_id, '/', a.proposition_id) END,
    links.kind
  FROM own AS a
  JOIN links ON links.proposition_a = a.proposition_id AND links.stance_a = a.stance
  JOIN own AS b ON links.proposition_b = b.proposition_id AND links.stance_b = b.stance
  WHERE a.actor <> b.actor AND (a.proposition_id <> b.proposition_id OR a.actor < b.actor)
),
counted AS (
  SELECT state_a, state_b,
    count(DISTINCT CASE kind WHEN 'shared' THEN entry END) AS n_shared,
    count(DISTINCT CASE kind WHEN 'agrees' THEN entry END) AS n_agree,
    count(DISTINCT CASE kind WHEN 'conflicts' THEN entry END) AS n_conflict,
    count(DISTINCT CASE kind WHEN 'differs' THEN entry END) AS n_differ
  FROM met
  GROUP BY state_a, state_b
)
SELECT *,
  CASE WHEN n_agree + n_conflict + n_differ = 0 THEN 0.0
       ELSE CAST(n_agree - n_conflict AS DOUBLE) / (n_agree + n_conflict + n_differ) END AS score
FROM counted
