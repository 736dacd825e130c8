package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.linalg.Precision;
import io.descent.model.FeatureScaling;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns the valid rows of a partition into blocks, one block in memory at a time. */
final class BlockPartition implements FlatMapFunction<Iterator<InternalRow>, ExampleBlock> {

    private static final long serialVersionUID = 1L;

    private final ExampleColumns.FeatureForm form;
    private final FeatureScaling encoding;
    private final BlockLayout layout;
    private final Precision precision;
    private final boolean weighted;

    BlockPartition(
            ExampleColumns.FeatureForm form,
            FeatureScaling encoding,
            BlockLayout layout,
            Precision precision,
            boolean weighted) {
        this.form = form;
        this.encoding = encoding;
        this.layout = layout;
        this.precision = precision;
        this.weighted = weighted;
    }

    @Override
    public Iterator<ExampleBlock> call(Iterator<InternalRow> rows) {
        return new Blocks(rows);
    }

    private final class Blocks implements Iterator<ExampleBlock> {

        private final Iterator<InternalRow> rows;
        private final ExampleRow row = new ExampleRow(form, encoding.features(), 1);
        private final BlockWriter training = writer(ExampleBlock.Role.TRAINING);
        private final BlockWriter validation = writer(ExampleBlock.Role.VALIDATION);
        private ExampleBlock next;

        Blocks(Iterator<InternalRow> rows) {
            this.rows = rows;
        }

        private BlockWriter writer(ExampleBlock.Role role) {
            return new BlockWriter(encoding, layout, precision, weighted, role);
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                row.read(rows.next());
                if (row.isValid()) {
                    BlockWriter writer = row.heldOut() ? validation : training;
                    writer.add(row);
                    next = writer.isFull() ? writer.build() : null;
                }
            }
            if (next == null && !training.isEmpty()) {
                next = training.build();
            }
            if (next == null && !validation.isEmpty()) {
                next = validation.build();
            }
            return next != null;
        }

        @Override
        public ExampleBlock next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the partition has no more blocks");
            }
            ExampleBlock block = next;
            next = null;
            return block;
        }
    }
}
