package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import java.io.Serializable;

/** Some rows on their way to a shard. */
final class ShardPart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ExampleBlock.Role role;
    private final ExampleRows rows;

    ShardPart(ExampleBlock.Role role, ExampleRows rows) {
        this.role = role;
        this.rows = rows;
    }

    ExampleBlock.Role role() {
        return role;
    }

    ExampleRows rows() {
        return rows;
    }
}
