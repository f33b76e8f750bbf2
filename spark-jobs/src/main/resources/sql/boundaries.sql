-- One row per pair of neighbours in the plan and layer: where the phase changes, how far the
-- measure jumps (its mean at the neighbour minus its mean at the point), how different the profiles
-- are, and how strong a boundary that makes. A neighbour is the next point along one axis, all other
-- axes equal.
--   profile_distance  half the sum of |differences| of the profiles' signed shares: 0 for equal ones,
--                     1 for such as have no atom in common, or for a silent layer and one that is not
--                     (the shares of a silent layer are noise)
--   strength          the larger of profile_distance and |measure_jump| in units of the range of the
--                     measure over the sweep: 0 to 1
WITH spanned AS (
  SELECT nullif(max(measure) - min(measure), 0D) AS span
  FROM labels
  WHERE abs(measure) < double('Infinity')
),
pairs AS (
  SELECT neighbours.*, here.point, here.layer, here.phase, there.phase AS neighbour_phase,
         there.measure - here.measure AS measure_jump,
         aggregate(array_sort(array_union(map_keys(here.shares), map_keys(there.shares))), 0D,
                   (sum, atom) -> sum + abs(
                     coalesce(try_element_at(here.shares, atom), 0D)
                     - coalesce(try_element_at(there.shares, atom), 0D)),
                   sum -> least(sum / 2, 1D)) AS profile_distance
  FROM neighbours
  JOIN labels AS here ON here.point_id = neighbours.point_id
  JOIN labels AS there
    ON there.point_id = neighbours.neighbour_id AND there.layer <=> here.layer
)
SELECT point_id, neighbour_id, axis, layer, phase, neighbour_phase,
       phase <> neighbour_phase AS changed, measure_jump, profile_distance,
       greatest(profile_distance, nanvl(abs(measure_jump) / span, double(NULL))) AS strength
FROM pairs CROSS JOIN spanned
ORDER BY point, place, layer
