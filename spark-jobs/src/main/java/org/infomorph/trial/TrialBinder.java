package org.infomorph.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds many trials that differ in a few fields, each as {@link TrialSpec#bind} would: what no
 * field touches is read, checked and written once. For one thread; after an exception it is of no
 * further use.
 */
public final class TrialBinder {
  private final String file;
  private final ObjectNode template;
  private final List<SpecPath> fields;
  private final boolean rename;
  private final KnownParts parts = new KnownParts();
  private final List<SpecPath.Place> places = new ArrayList<>();
  private ObjectNode tree;

  /**
   * @param file how messages name where the trials come from
   * @param template a trial, which may lack what the fields bring; not changed, by nobody
   * @param fields where the trials differ, set in this order
   */
  public TrialBinder(String file, ObjectNode template, List<SpecPath> fields) {
    this.file = file;
    this.template = template;
    this.fields = List.copyOf(fields);
    rename = fields.stream().anyMatch(field -> field.renames(template));
  }

  /**
   * The trial whose fields have these values.
   *
   * @param values one for each field; not changed, by nobody
   * @throws IllegalArgumentException if a field's path leads nowhere
   * @throws SpecException if the trial is not allowed
   */
  public TrialSpec bind(List<JsonNode> values) {
    if (tree == null || rename) {
      parts.forgetCopies();
      places.clear();
      tree = (ObjectNode) parts.own(template);
      for (int i = 0; i < fields.size(); i++) {
        places.add(fields.get(i).place(tree, parts::own));
        places.get(i).put(values.get(i));
      }
    } else { // the fields that the trial before has set, and no others
      for (int i = 0; i < fields.size(); i++) {
        places.get(i).put(values.get(i));
      }
    }
    return TrialFormat.read(SpecReader.of(file, tree, parts));
  }

  /** The canonical text of a trial that this has bound, for all seeds. */
  public CanonicalTrial canonical(TrialSpec spec) {
    return new CanonicalTrial(TrialFormat.write(spec, parts));
  }
}
