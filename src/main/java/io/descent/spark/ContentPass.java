package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The pass that hashes all examples, those for validation included. */
final class ContentPass extends AbstractFunction1<Iterator<ExampleBlock>, ContentHash> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Three numbers and an object's header. */
    private static final long BYTES = 64;

    private ContentPass() {}

    static ContentHash over(SparkGradientSource source) {
        return Reduction.of(source.tasks(), new ContentPass(), ContentHash::merge, BYTES, ContentHash.class)
                .value();
    }

    @Override
    public ContentHash apply(Iterator<ExampleBlock> blocks) {
        ContentHash hash = new ContentHash();
        while (blocks.hasNext()) {
            hash.add(blocks.next());
        }
        return hash;
    }
}
