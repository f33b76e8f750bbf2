package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.infomorph.trial.KnownParts;

/**
 * Reads and writes the parts of a specification: from tree to record and back. For a single trial
 * the parts are simply read and written; {@link KnownParts} reads and writes a part once for many
 * trials that share it.
 */
public interface Parts {
  /** Reads and writes every part on every call. */
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
   * The value of a node.
   *
   * @param context everything else that determines the value, compared with {@code equals}
   * @param read reads the node; a pure function of it and the context
   */
  <T> T read(JsonNode node, Object context, Supplier<T> read);

  /**
   * The tree of a part, suitable for {@link CanonicalJson#write}.
   *
   * @param part a result of {@link #read}
   * @param write writes the part; a pure function of the part
   */
  JsonNode write(Object part, Supplier<JsonNode> write);
}
