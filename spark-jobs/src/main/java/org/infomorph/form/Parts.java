package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.infomorph.trial.KnownParts;

/**
 * The parts of a specification on their way from tree to record and from record to tree. For one
 * trial they are simply read and written; {@link KnownParts} does so once for many trials that
 * share them.
 */
public interface Parts {
  /** Reads and writes every part as often as it is asked. */
  Parts PLAIN =
      new Parts() {
        @Override
        public <T> T read(JsonNode node, Object context, Supplier<T> read) {
          return read.get();
        }

        @Override
        public JsonNode write(Object part, Supplier<JsonNode> write) {
          return write.get();
        }
      };

  /**
   * What a node means.
   *
   * @param context what else decides what it means; compared by its equals
   * @param read reads the node; a pure function of it and the context
   */
  <T> T read(JsonNode node, Object context, Supplier<T> read);

  /**
   * The tree of a part, fit for {@link CanonicalJson#write}.
   *
   * @param part as {@link #read} gave it
   * @param write writes it; a pure function of the part
   */
  JsonNode write(Object part, Supplier<JsonNode> write);
}
