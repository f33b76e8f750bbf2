-- One row per trial, layer, neuron and atom, at the end of training, in bits. What other measures
-- say stands in the table measures.
SELECT trials.trial_id, axes.* EXCEPT (point_id, point), trials.seed,
       report.layer, report.neuron, atom, bits
FROM trials
JOIN axes ON axes.point_id = trials.point_id
LATERAL VIEW explode(trials.neurons) AS report
LATERAL VIEW explode(report.atoms) AS atom, bits
WHERE NOT contains(atom, ':')
ORDER BY axes.point, trials.seed, report.layer, report.neuron, atom
