-- One row per point and layer: its phase (see labels.sql), the atom with the largest |bits| and its
-- share of the sum of all |bits|, the output entropy in bits, the mean of the sweep's measure, the
-- strength of the strongest boundary to a neighbour, and the thresholds.
WITH bounded AS (
  SELECT point_id, layer, max(strength) AS boundary
  FROM (SELECT point_id, layer, strength FROM boundaries
        UNION ALL
        SELECT neighbour_id, layer, strength FROM boundaries)
  GROUP BY point_id, layer
)
SELECT axes.point_id, axes.* EXCEPT (point_id, point), labels.layer, labels.phase,
       labels.dominant_atom, labels.dominant_share, labels.entropy, labels.measure,
       bounded.boundary,
       :silent_bits AS silent_bits, :dominant_share AS dominant_share_threshold
FROM labels
JOIN axes ON axes.point_id = labels.point_id
LEFT JOIN bounded ON bounded.point_id = labels.point_id AND bounded.layer <=> labels.layer
ORDER BY axes.point, labels.layer
