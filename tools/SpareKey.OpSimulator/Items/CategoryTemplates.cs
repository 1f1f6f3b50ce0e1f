using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Items;

/// <summary>
/// The built-in fields of each category, as `op item template get` prints them: `id | type | label | section`, sections as `# id | label`.
/// These ids carry meaning; a restore has to keep them.
/// </summary>
internal static class CategoryTemplates
{
    public static JsonObject Build(Category category)
    {
        var template = new JsonObject { ["title"] = JsonValue.Create(""), ["category"] = JsonValue.Create(category.Code) };
        var sections = new JsonArray();
        var fields = new JsonArray();
        foreach (var line in Lines(category.Code).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Trim().TrimStart('#').Split('|', StringSplitOptions.TrimEntries);
            if (line.TrimStart().StartsWith('#')) sections.Add((JsonNode)Section(cells[0], cells[1]));
            else fields.Add((JsonNode)Field(category.Code, cells, sections));
        }
        if (sections.Count > 0) template["sections"] = sections;
        template["fields"] = fields;
        return template;
    }

    private static JsonObject Section(string id, string label) => new() { ["id"] = JsonValue.Create(id), ["label"] = JsonValue.Create(label) };

    private static JsonObject Field(string category, string[] cells, JsonArray sections)
    {
        var field = new JsonObject { ["id"] = JsonValue.Create(cells[0]) };
        if (cells.Length > 3) field["section"] = sections.OfType<JsonObject>().Single(s => s.Text("id") == cells[3]).DeepClone();
        field.Set("type", cells[1]);
        if (Purpose(category, cells[0]) is { } purpose) field.Set("purpose", purpose);
        field.Set("label", cells[2]);
        if (field.Text("purpose") == "PASSWORD") field["password_details"] = new JsonObject { ["strength"] = JsonValue.Create("TERRIBLE") };
        field.Set("value", "");
        return field;
    }

    /// <remarks>Only these two categories have a primary password; a database's password is a field like any other.</remarks>
    public static string? Purpose(string category, string fieldId) => (category, fieldId) switch
    {
        (_, "notesPlain") => "NOTES",
        ("LOGIN", "username") => "USERNAME",
        ("LOGIN" or "PASSWORD", "password") => "PASSWORD",
        _ => null,
    };

    private static string Lines(string category) => category switch
    {
        "API_CREDENTIAL" =>
        """
        notesPlain | STRING | notesPlain
        username | STRING | username
        credential | CONCEALED | credential
        type | MENU | type
        filename | STRING | filename
        validFrom | DATE | valid from
        expires | DATE | expires
        hostname | STRING | hostname
        """,
        "BANK_ACCOUNT" =>
        """
        # branchInfo | Branch Information
        notesPlain | STRING | notesPlain
        bankName | STRING | bank name
        owner | STRING | name on account
        accountType | MENU | type
        routingNo | STRING | routing number
        accountNo | STRING | account number
        swift | STRING | SWIFT
        iban | STRING | IBAN
        telephonePin | CONCEALED | PIN
        branchPhone | PHONE | phone | branchInfo
        branchAddress | STRING | address | branchInfo
        """,
        "CREDIT_CARD" =>
        """
        # details | Additional Details
        # contactInfo | Contact Information
        notesPlain | STRING | notesPlain
        cardholder | STRING | cardholder name
        type | CREDIT_CARD_TYPE | type
        ccnum | CREDIT_CARD_NUMBER | number
        cvv | CONCEALED | verification number
        expiry | MONTH_YEAR | expiry date
        validFrom | MONTH_YEAR | valid from
        bank | STRING | issuing bank | contactInfo
        phoneLocal | PHONE | phone (local) | contactInfo
        phoneTollFree | PHONE | phone (toll free) | contactInfo
        phoneIntl | PHONE | phone (intl) | contactInfo
        website | URL | website | contactInfo
        pin | CONCEALED | PIN | details
        creditLimit | STRING | credit limit | details
        cashLimit | STRING | cash withdrawal limit | details
        interest | STRING | interest rate | details
        issuenumber | STRING | issue number | details
        """,
        "CUSTOM" =>
        """
        # wallet | Wallet
        notesPlain | STRING | notesPlain
        recoveryPhrase | CONCEALED | recovery phrase
        password | CONCEALED | password
        walletAddress | STRING | wallet address | wallet
        """,
        "DATABASE" =>
        """
        notesPlain | STRING | notesPlain
        database_type | MENU | type
        hostname | STRING | server
        port | STRING | port
        database | STRING | database
        username | STRING | username
        password | CONCEALED | password
        sid | STRING | SID
        alias | STRING | alias
        options | STRING | connection options
        """,
        "DOCUMENT" =>
        """
        notesPlain | STRING | notesPlain
        """,
        "DRIVER_LICENSE" =>
        """
        notesPlain | STRING | notesPlain
        fullname | STRING | full name
        address | STRING | address
        birthdate | DATE | date of birth
        gender | STRING | gender
        height | STRING | height
        number | STRING | number
        class | STRING | license class
        conditions | STRING | conditions / restrictions
        state | STRING | state
        country | STRING | country
        expiry_date | MONTH_YEAR | expiry date
        """,
        "EMAIL_ACCOUNT" =>
        """
        # Contact Information | Contact Information
        # SMTP | SMTP
        notesPlain | STRING | notesPlain
        pop_type | MENU | type
        pop_username | STRING | username
        pop_server | STRING | server
        pop_port | STRING | port number
        pop_password | CONCEALED | password
        pop_security | MENU | security
        pop_authentication | MENU | auth method
        smtp_server | STRING | SMTP server | SMTP
        smtp_port | STRING | port number | SMTP
        smtp_username | STRING | username | SMTP
        smtp_password | CONCEALED | password | SMTP
        smtp_security | MENU | security | SMTP
        smtp_authentication | MENU | auth method | SMTP
        provider | STRING | provider | Contact Information
        provider_website | STRING | provider's website | Contact Information
        phone_local | STRING | phone (local) | Contact Information
        phone_tollfree | STRING | phone (toll free) | Contact Information
        """,
        "IDENTITY" =>
        """
        # address | Address
        # name | Identification
        # internet | Internet Details
        notesPlain | STRING | notesPlain
        firstname | STRING | first name | name
        initial | STRING | initial | name
        lastname | STRING | last name | name
        gender | STRING | gender | name
        birthdate | DATE | birth date | name
        occupation | STRING | occupation | name
        company | STRING | company | name
        department | STRING | department | name
        jobtitle | STRING | job title | name
        address | ADDRESS | address | address
        defphone | PHONE | default phone | address
        homephone | PHONE | home | address
        cellphone | PHONE | cell | address
        busphone | PHONE | business | address
        username | STRING | username | internet
        reminderq | STRING | reminder question | internet
        remindera | STRING | reminder answer | internet
        email | STRING | email | internet
        website | STRING | website | internet
        icq | STRING | ICQ | internet
        skype | STRING | skype | internet
        aim | STRING | AOL/AIM | internet
        yahoo | STRING | Yahoo | internet
        msn | STRING | MSN | internet
        forumsig | STRING | forum signature | internet
        """,
        "LOGIN" =>
        """
        username | STRING | username
        password | CONCEALED | password
        notesPlain | STRING | notesPlain
        """,
        "MEDICAL_RECORD" =>
        """
        # medication | medication
        notesPlain | STRING | notesPlain
        date | DATE | date
        location | STRING | location
        healthcareprofessional | STRING | healthcare professional
        patient | STRING | patient
        reason | STRING | reason for visit
        medication | STRING | medication | medication
        dosage | STRING | dosage | medication
        notes | STRING | medication notes | medication
        """,
        "MEMBERSHIP" =>
        """
        notesPlain | STRING | notesPlain
        org_name | STRING | group
        website | URL | website
        phone | PHONE | telephone
        member_name | STRING | member name
        member_since | MONTH_YEAR | member since
        expiry_date | MONTH_YEAR | expiry date
        membership_no | STRING | member ID
        pin | CONCEALED | PIN
        """,
        "OUTDOOR_LICENSE" =>
        """
        notesPlain | STRING | notesPlain
        name | STRING | full name
        valid_from | DATE | valid from
        expires | DATE | expires
        game | STRING | approved wildlife
        quota | STRING | maximum quota
        state | STRING | state
        country | STRING | country
        """,
        "PASSPORT" =>
        """
        notesPlain | STRING | notesPlain
        type | STRING | type
        issuing_country | STRING | issuing country
        number | STRING | number
        fullname | STRING | full name
        gender | STRING | gender
        nationality | STRING | nationality
        issuing_authority | STRING | issuing authority
        birthdate | DATE | date of birth
        birthplace | STRING | place of birth
        issue_date | DATE | issued on
        expiry_date | DATE | expiry date
        """,
        "PASSWORD" =>
        """
        password | CONCEALED | password
        notesPlain | STRING | notesPlain
        """,
        "REWARD_PROGRAM" =>
        """
        # extra | More Information
        notesPlain | STRING | notesPlain
        company_name | STRING | company name
        member_name | STRING | member name
        membership_no | STRING | member ID
        pin | CONCEALED | PIN
        additional_no | STRING | member ID (additional) | extra
        member_since | MONTH_YEAR | member since | extra
        customer_service_phone | PHONE | customer service phone | extra
        reservations_phone | PHONE | phone for reservations | extra
        website | URL | website | extra
        """,
        "SECURE_NOTE" =>
        """
        notesPlain | STRING | notesPlain
        """,
        "SERVER" =>
        """
        # admin_console | Admin Console
        # hosting_provider_details | Hosting Provider
        notesPlain | STRING | notesPlain
        url | STRING | URL
        username | STRING | username
        password | CONCEALED | password
        admin_console_url | STRING | admin console URL | admin_console
        admin_console_username | STRING | admin console username | admin_console
        admin_console_password | CONCEALED | console password | admin_console
        name | STRING | name | hosting_provider_details
        website | STRING | website | hosting_provider_details
        support_contact_url | STRING | support URL | hosting_provider_details
        support_contact_phone | STRING | support phone | hosting_provider_details
        """,
        "SOCIAL_SECURITY_NUMBER" =>
        """
        notesPlain | STRING | notesPlain
        name | STRING | name
        number | CONCEALED | number
        """,
        "SOFTWARE_LICENSE" =>
        """
        # customer | Customer
        # order | Order
        # publisher | Publisher
        notesPlain | STRING | notesPlain
        product_version | STRING | version
        reg_code | STRING | license key
        reg_name | STRING | licensed to | customer
        reg_email | EMAIL | registered email | customer
        company | STRING | company | customer
        download_link | URL | download page | publisher
        publisher_name | STRING | publisher | publisher
        publisher_website | URL | website | publisher
        retail_price | STRING | retail price | publisher
        support_email | EMAIL | support email | publisher
        order_date | DATE | purchase date | order
        order_number | STRING | order number | order
        order_total | STRING | order total | order
        """,
        "SSH_KEY" =>
        """
        notesPlain | STRING | notesPlain
        private_key | SSHKEY | private key
        """,
        "WIRELESS_ROUTER" =>
        """
        notesPlain | STRING | notesPlain
        name | STRING | base station name
        password | CONCEALED | base station password
        server | STRING | server / IP address
        airport_id | STRING | AirPort ID
        network_name | STRING | network name
        wireless_security | MENU | wireless security
        wireless_password | CONCEALED | wireless network password
        disk_password | CONCEALED | attached storage password
        """,
        _ => throw new SimulatorError($"no template for category {category}"),
    };
}
