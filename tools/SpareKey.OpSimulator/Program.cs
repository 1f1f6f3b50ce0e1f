Console.WriteLine("op");
