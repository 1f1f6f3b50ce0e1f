namespace SpareKey.OpSimulator.Organisation;

/// <summary>Made-up people, services and words. Domains are reserved ones (RFC 2606), so nothing points at anybody.</summary>
internal static class Names
{
    public static readonly string[] First =
        ["Anna", "Ben", "Chiara", "David", "Elif", "Frank", "Grace", "Hana", "Igor", "Julia", "Kofi", "Lena", "Malik", "Nora", "Oscar", "Priya", "Quentin", "Rosa", "Sven", "Tomás", "Ulla", "Vera", "Wei", "Zoë"];

    public static readonly string[] Last =
        ["Adler", "Brandt", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ito", "Jansen", "Kowalski", "Lindqvist", "Müller", "Novák", "O'Brien", "Petrov", "Quispe", "Rossi", "Sato", "Tanaka", "Weber", "Yılmaz"];

    public static readonly string[] Services =
        ["Payroll", "Time Tracking", "Travel Booking", "CRM", "Newsletter", "Helpdesk", "Wiki", "Build Server", "Registrar", "DNS", "Cloud Console", "Monitoring", "Chat", "Video Calls", "Web Shop",
         "Accounting", "Banking Portal", "Tax Portal", "Parcel Service", "Phone System", "Coffee Supplier", "Office Supplies", "Insurance", "Recruiting", "E-Learning", "Print Shop", "Fleet", "Backup Storage", "Code Hosting", "Analytics"];

    public static readonly string[] Regions = ["Berlin", "Lisbon", "Kraków", "Oslo", "Toronto", "Nairobi", "Osaka"];

    public static readonly string[] Tags = ["finance", "hr", "ops", "ops/production", "ops/staging", "legal", "shared", "rotate-yearly", "übergabe"];

    public static readonly string[] Words =
        ["anchor", "birch", "copper", "dune", "ember", "fjord", "granite", "harbour", "island", "juniper", "kelp", "lantern", "meadow", "nettle", "orchard", "pebble", "quartz", "river", "saddle", "tundra"];
}
