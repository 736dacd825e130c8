package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The examples as cached blocks, with a light lineage. Spark sends an RDD's whole lineage with every job, and that of a
 * table holds its query plan, which for a thousand columns is close to a megabyte. Here it is broadcast once, and looked
 * at only where a partition has to be computed: the first time, and after it was lost.
 */
final class CachedExamples extends RDD<ExampleBlock> {

    private static final long serialVersionUID = 1L;

    private static final ClassTag<ExampleBlock> BLOCK = ClassTag$.MODULE$.apply(ExampleBlock.class);
    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

    private final Broadcast<byte[]> lineage; // of the blocks, serialised as Spark serialises tasks
    private final transient RDD<ExampleBlock> blocks; // on the driver

    private CachedExamples(SparkContext context, RDD<ExampleBlock> blocks) {
        super(context, dependencies(blocks), BLOCK);
        this.blocks = blocks;
        resolveDependencies(blocks);
        ByteBuffer bytes = SparkEnv.get().closureSerializer().newInstance().serialize(blocks, ANY);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        this.lineage = context.broadcast(array, ClassTag$.MODULE$.apply(byte[].class));
    }

    /** Caches blocks, in memory as far as there is room and on disk beyond. Lazy. */
    static CachedExamples of(RDD<ExampleBlock> blocks) {
        CachedExamples cached = new CachedExamples(blocks.sparkContext(), blocks);
        cached.setName("examples").persist(StorageLevel.MEMORY_AND_DISK());
        return cached;
    }

    /** An RDD forgets on its way what it depends on, unless it was asked here: the scheduler's habit. */
    private static void resolveDependencies(RDD<?> last) {
        Set<Integer> seen = new HashSet<>();
        Deque<RDD<?>> open = new ArrayDeque<>(List.of(last));
        while (!open.isEmpty()) {
            RDD<?> rdd = open.pop();
            if (seen.add(rdd.id())) {
                CollectionConverters.asJava(rdd.dependencies()).forEach(dependency -> open.push(dependency.rdd()));
            }
        }
    }

    /** Frees the blocks, and what they could be computed from. */
    void free() {
        context().unpersistRDD(id(), false); // as unpersist, without its line in the log
        lineage.destroy();
    }

    private static Seq<Dependency<?>> dependencies(RDD<ExampleBlock> blocks) {
        return CollectionConverters.asScala(List.<Dependency<?>>of(new Parent(blocks)))
                .toSeq();
    }

    @Override
    public Partition[] getPartitions() {
        return blocks.partitions();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<ExampleBlock> compute(Partition split, TaskContext context) {
        RDD<ExampleBlock> parent = (RDD<ExampleBlock>) SparkEnv.get()
                .closureSerializer()
                .newInstance()
                .deserialize(
                        ByteBuffer.wrap(lineage.value()), Thread.currentThread().getContextClassLoader(), ANY);
        return parent.iterator(split, context);
    }

    /** One to one, known to the driver's scheduler and left out of tasks. */
    private static final class Parent extends NarrowDependency<ExampleBlock> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient RDD<ExampleBlock> blocks;

        Parent(RDD<ExampleBlock> blocks) {
            super(null);
            this.blocks = blocks;
        }

        @Override
        public RDD<ExampleBlock> rdd() {
            return blocks;
        }

        @Override
        public Seq<Object> getParents(int partition) {
            return CollectionConverters.asScala(List.<Object>of(partition)).toSeq();
        }
    }
}
