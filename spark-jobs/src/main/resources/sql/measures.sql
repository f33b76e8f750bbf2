-- One row per trial, layer, neuron, measure and atom, at the end of training: what the measures of
-- evaluation.measures say, in bits, and of the measure shannon the invariants r_bar and v_bar.
SELECT trials.trial_id, axes.* EXCEPT (point_id, point), trials.seed,
       report.layer, report.neuron,
       substring_index(_entry, ':', 1) AS measure, substring_index(_entry, ':', -1) AS atom, bits
FROM trials
JOIN axes ON axes.point_id = trials.point_id
LATERAL VIEW explode(trials.neurons) AS report
LATERAL VIEW explode(report.atoms) AS _entry, bits
WHERE contains(_entry, ':')
ORDER BY axes.point, trials.seed, report.layer, report.neuron, measure, atom
