-- Not written: the phase of each point and layer, from the profile after the last epoch.
--   silent  the output entropy, which is the sum of all atoms and h_res, is below :silent_bits
--   {r}{c}  or another atom, or h_res: its |bits| are at least the share :dominant_share of the sum
--           of all |bits|
--   mixed   no atom has so large a share
-- A point without a profile has every layer of the sweep, without a phase; if there is no profile at
-- all, as where networks have no atoms, the layer is NULL. The shares are what profiles are compared
-- by: signed, their sizes add up to 1. A silent layer's are noise, so it has a share of its own.
WITH profiled AS (
  SELECT point_id, layer, array_sort(collect_list(struct(name AS atom, mean AS bits))) AS atoms
  FROM summaries
  WHERE source = 'profile' AND is_last
  GROUP BY point_id, layer
),
summed AS (
  SELECT *, aggregate(atoms, 0D, (sum, x) -> sum + x.bits) AS entropy,
         aggregate(atoms, 0D, (sum, x) -> sum + abs(x.bits)) AS size,
         array_min(transform(atoms, x -> struct(-abs(x.bits) AS size, x.atom))) AS first
  FROM profiled
),
finite AS (
  SELECT point_id, layer, atoms, entropy, size, first.atom AS dominant_atom,
         -first.size / nullif(size, 0D) AS dominant_share
  FROM summed
  WHERE size < double('Infinity')
),
named AS (
  SELECT *,
         CASE WHEN entropy < :silent_bits THEN 'silent'
              WHEN dominant_share >= :dominant_share THEN dominant_atom
              ELSE 'mixed' END AS phase
  FROM finite
),
layers AS (
  SELECT DISTINCT layer FROM profiled
)
SELECT axes.point_id, axes.point, coalesce(profiled.layer, layers.layer) AS layer,
       named.phase, named.dominant_atom, named.dominant_share, named.entropy,
       scored.mean AS measure,
       CASE WHEN named.phase = 'silent' THEN map('silent', 1D)
            ELSE map_from_entries(transform(named.atoms, x -> struct(x.atom, x.bits / named.size)))
            END AS shares
FROM axes
LEFT JOIN profiled ON profiled.point_id = axes.point_id
LEFT JOIN layers ON profiled.layer IS NULL
LEFT JOIN named ON named.point_id = profiled.point_id AND named.layer = profiled.layer
LEFT JOIN summaries AS scored
  ON scored.point_id = axes.point_id AND scored.source = 'end' AND scored.name = :measure
