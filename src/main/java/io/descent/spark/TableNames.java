package io.descent.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;

/** The rule that columns have distinct names, also where upper and lower case are the same. */
final class TableNames {
    private TableNames() {}

    static void check(StructType schema, TableSource source) {
        if (schema.isEmpty()) {
            throw new DataException(
                    "the data must have columns, but there is none in " + String.join(", ", source.paths()));
        }
        check(List.of(schema.fieldNames()));
    }

    /**
     * @throws DataException naming the columns that clash
     */
    static void check(List<String> names) {
        Map<String, List<String>> same = new TreeMap<>();
        for (String name : names) {
            same.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add("'" + name + "'");
        }
        List<String> clashes = same.values().stream()
                .filter(group -> group.size() > 1)
                .map(group -> String.join(" and ", group))
                .toList();
        if (!clashes.isEmpty()) {
            throw new DataException(
                    "columns must have different names, upper and lower case being the same, but the data has "
                            + String.join(", ", clashes));
        }
    }
}
