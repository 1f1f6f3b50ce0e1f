// Campaigns measure time, kill processes and use both cores: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
